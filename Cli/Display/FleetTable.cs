using System.Globalization;
using Orkestra.Cli.Steady;
using Orkestra.Grains.Interfaces.Fleet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Orkestra.Cli.Display;

/// <summary>The live table as a picture of one snapshot: what needs attention first, as many rows as fit.</summary>
internal static class FleetTable
{
    private const int RowsAround = 12;
    private const int FewestRows = 3;

    public static IRenderable Render(FleetSnapshot snapshot, SessionFacts facts, IReadOnlyList<string> recentLogs, int height)
    {
        var room = Math.Max(FewestRows, height - RowsAround - recentLogs.Count);
        var table = new Table { Border = TableBorder.Rounded }
            .AddColumns("object", "phase", "ready")
            .AddColumn(new TableColumn("last pass").RightAligned())
            .AddColumn(new TableColumn("passes").RightAligned())
            .AddColumn(new TableColumn("errors").RightAligned());
        table.Title = new TableTitle(Markup.Escape(facts.Title));
        var shown = snapshot.Resources.OrderBy(Attention).Take(room).ToList();
        foreach (var resource in shown)
            AddRow(table, resource, snapshot.At);
        var more = snapshot.Resources.Count - shown.Count;
        if (more > 0)
            table.AddRow(new Markup($"[grey]… and {more} more[/]"));
        if (snapshot.Resources.Count == 0)
            table.AddRow(new Markup("[grey]no custom resources yet[/]"));
        return new Rows([table, .. Boxes(snapshot), .. Foot(facts), .. recentLogs.Select(line => new Text(line, new Style(Color.Yellow)) { Overflow = Overflow.Ellipsis })]);
    }

    /// <summary>How long ago, in the two largest units: <c>now</c>, <c>12s</c>, <c>3m20s</c>.</summary>
    internal static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } => Invariant($"{age.Seconds}s"),
        { TotalHours: < 1 } => Invariant($"{age.Minutes}m{age.Seconds}s"),
        _ => Invariant($"{(int)age.TotalHours}h{age.Minutes}m"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int Attention(CustomResourceView resource) => resource switch
    {
        { Parked: true } => 0,
        { Ready: false } => 1,
        _ => 2,
    };

    private static void AddRow(Table table, CustomResourceView resource, DateTimeOffset now)
    {
        var why = resource.Ready || string.IsNullOrEmpty(resource.Message) ? "" : $"\n[grey]{Markup.Escape(resource.Message)}[/]";
        table.AddRow(
            new Markup(Markup.Escape(ObjectText.Of(resource.Kind, resource.Namespace, resource.Name)) + why),
            new Text(resource.Phase ?? ""),
            new Markup(resource switch { { Parked: true } => "[red]parked[/]", { Denied: true } => "[red]denied[/]", { Ready: true } => "[green]yes[/]", _ => "[yellow]no[/]" }),
            new Text(resource.LastPass is { } pass ? Ago(now - pass) : "–"),
            new Text(resource.Passes.ToString(CultureInfo.InvariantCulture)),
            new Markup(resource.Errors == 0 ? "0" : Invariant($"[red]{resource.Errors}[/]")));
    }

    private static IEnumerable<IRenderable> Boxes(FleetSnapshot snapshot) => snapshot.Boxes
        .Where(box => box.State != BoxState.Healthy)
        .Select(box => new Markup($"[yellow]{Markup.Escape(box.Name)} is {box.State.ToString().ToLowerInvariant()}[/] {Markup.Escape(box.Message)}"));

    private static IEnumerable<IRenderable> Foot(SessionFacts facts)
    {
        yield return new Markup($"[grey]health[/]      {Markup.Escape(facts.Health)}/katalog");
        if (facts.Kubeconfig is not null)
            yield return new Markup($"[grey]kubeconfig[/]  {Markup.Escape(facts.Kubeconfig)}");
        if (facts.TryLine is not null)
            yield return new Markup($"[grey]try[/]         {Markup.Escape(facts.TryLine)}");
        yield return new Markup("[grey]Ctrl-C ends it[/]");
    }
}
