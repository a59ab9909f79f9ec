using System.Globalization;
using System.Text;
using Orkestra.Kubernetes.Client;
using Orkestra.Kubernetes.Objects;
using Orkestra.Kubernetes.Tests.Fakes;
using Orkestra.TestKit.Time;
using Shouldly;
using Xunit;

namespace Orkestra.Kubernetes.Tests.Client;

public sealed class Lists_are_read_item_by_item
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task Whatever_the_pieces_in_which_it_comes(int piece)
    {
        var large = new string('x', 50_000);
        var text = $$$"""
            {"kind":"ConfigMapList","apiVersion":"v1","remark":{"items":[1,{"metadata":{"continue":"no"}}]},"items":[ {"metadata":{"name":"a"},"data":{"k":"{{{large}}}"}} , {"metadata":{"name":"b"},"items":[]}, {"metadata":{"name":"c"}}],
             "metadata":{"resourceVersion":"42","continue":"next","remainingItemCount":3}}
            """;
        var page = new ListPage(new DrippingStream(Encoding.UTF8.GetBytes(text), piece));
        var items = await page.ReadAsync(json => ListItem.Parse(json, Some.ConfigMaps), Ct).ToListAsync(Ct);
        items.Select(item => item.Name).ShouldBe(["a", "b", "c"]);
        items[0]["data"]!["k"]!.GetValue<string>().ShouldBe(large);
        items[0].ToJsonString().ShouldStartWith("""{"apiVersion":"v1","kind":"ConfigMap","metadata":""");
        (page.ResourceVersion, page.Continue).ShouldBe(("42", "next"));
    }

    [Fact]
    public async Task The_next_page_is_asked_for_with_the_token()
    {
        using var server = new ScriptedServer().Answer(Page("n+/=", "a", "b")).Answer(Page("", "c"));
        using var client = server.Client();
        var options = new ListOptions { Namespace = "ns", LabelSelector = "app in (a,b)", FieldSelector = "metadata.name!=x", PageSize = 2 };
        (await client.ListAsync(Some.ConfigMaps, options, Ct).ToListAsync(Ct)).Select(one => one.Name).ShouldBe(["a", "b", "c"]);
        const string path = "/api/v1/namespaces/ns/configmaps?labelSelector=app%20in%20%28a%2Cb%29&fieldSelector=metadata.name%21%3Dx&limit=2";
        server.Requests.Select(request => request.Path).ShouldBe([path, path + "&continue=n%2B%2F%3D"]);
    }

    [Fact]
    public async Task A_token_that_is_too_old_is_replaced_by_the_one_that_the_server_offers()
    {
        var gone = """{"kind":"Status","apiVersion":"v1","metadata":{"continue":"newer"},"status":"Failure","reason":"Expired","code":410}""";
        using var server = new ScriptedServer().Answer(Page("old", "a")).Answer(gone, 410).Answer(Page("", "b"));
        using var client = server.Client();
        (await client.ListAsync(Some.ConfigMaps, ListOptions.All, Ct).ToListAsync(Ct)).Select(one => one.Name).ShouldBe(["a", "b"]);
        server.Requests[2].Path.ShouldEndWith("continue=newer");
    }

    [Fact]
    public async Task A_reader_may_take_its_time()
    {
        var clock = new FakeClock();
        using var server = new ScriptedServer().Answer(_ => ScriptedServer.Stream(new DrippingStream(Encoding.UTF8.GetBytes(Page("", "a", "b", "c")), 30)));
        using var client = server.Client(clock);
        var seen = 0;
        await foreach (var one in client.ListAsync(Some.ConfigMaps, ListOptions.All, Ct))
        {
            seen++;
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        seen.ShouldBe(3);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_no_list()
    {
        using var server = new ScriptedServer().Answer(_ => ScriptedServer.Stream(new MemoryStream(Encoding.UTF8.GetBytes(Page("", "a", "b")[..^20]))));
        using var client = server.Client();
        await Should.ThrowAsync<ClusterUnreachableException>(async () => await client.ListAsync(Some.ConfigMaps, ListOptions.All, Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_large_list_is_never_in_memory_as_a_whole()
    {
        // 60 MB of list pass by; what is alive meanwhile must stay far below that.
        using var body = new EndlessList(count: 60, itemSize: 1_000_000);
        using var server = new ScriptedServer().Answer(_ => ScriptedServer.Stream(body));
        using var client = server.Client();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (seen, most) = (0, 0L);
        await foreach (var one in client.ListAsync(Some.ConfigMaps, ListOptions.All, Ct))
        {
            one.Name.ShouldBe("n");
            if (++seen % 10 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        seen.ShouldBe(60);
        most.ShouldBeLessThan(20_000_000);
    }

    private static string Page(string next, params string[] names) =>
        $$$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"{{{next}}}"},"items":[{{{string.Join(',', names.Select(name => $"{{\"metadata\":{{\"name\":\"{name}\"}}}}"))}}}]}""";

    /// <summary>A list of equal items that are made while they are read.</summary>
    private sealed class EndlessList(int count, int itemSize) : Stream
    {
        private readonly byte[] _item = Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"n"},"data":"{{{new string('x', itemSize)}}}"}""");
        private readonly byte[] _head = """{"items":["""u8.ToArray();
        private readonly byte[] _tail = "]}"u8.ToArray();
        private int _part = -1;
        private int _offset;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int length)
        {
            var part = _part < 0 ? _head : _part < (count * 2) - 1 ? (_part % 2 == 0 ? _item : ","u8.ToArray()) : _tail;
            var take = Math.Min(length, part.Length - _offset);
            if (_part > (count * 2) - 1)
                return 0;
            part.AsSpan(_offset, take).CopyTo(buffer.AsSpan(offset));
            _offset += take;
            if (_offset == part.Length)
                (_part, _offset) = (_part + 1, 0);
            return take;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"{offset}{origin}"));

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();
    }
}
