using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>Values are plain texts; they are written encoded under <c>data</c>, because <c>stringData</c> cannot be read back and compared. With <c>once</c> a value that the live
/// secret has stays (docs/decisions/018).</summary>
internal sealed class SecretShape() : FixedKindShape(new KindReference("v1", "Secret"), "-secret")
{
    private static readonly string[] Sources = ["data", "stringData"];

    public override void Render(ChildScope child, JsonObject target)
    {
        var fields = child.Fields;
        if (fields.Text("fromSecret") is { } source)
        {
            Copy(child, source, target);
            return;
        }

        var certificate = CertificateSpec.Read(fields);
        target["type"] = fields.Text("type") ?? (certificate is null ? "Opaque" : "kubernetes.io/tls");
        var data = IsOnce(fields) ? Kept(child, certificate, target) : Declared(fields, new JsonObject());
        if (data.Count > 0)
            target["data"] = data;
        AddImmutable(fields, target);
    }

    private static void Copy(ChildScope child, string source, JsonObject target)
    {
        var fields = child.Fields;
        var place = fields.PlaceOf("fromSecret");
        var ns = fields.Text("fromNamespace") ?? child.OwnerNamespace ?? throw new RenderFaultException(place, "fromSecret needs fromNamespace, because the custom resource has no namespace");
        var live = child.World.Secret(ns, source, place) ?? throw new RenderFaultException(place, $"the secret {ns}/{source} does not exist");
        target["type"] = fields.Text("type") ?? (string?)live["type"] ?? "Opaque";
        target.AddIfGiven("data", live["data"]?.DeepClone());
        AddImmutable(fields, target);
    }

    private static void AddImmutable(Block fields, JsonObject target) =>
        target.AddIfGiven("immutable", fields.Flag("immutable") is { } immutable ? JsonValue.Create(immutable) : null);

    private static bool IsOnce(Block fields) => fields.Flag("once") ?? (fields.Has("rotateAfter") || fields.Has("tls"));

    private static JsonObject Kept(ChildScope child, CertificateSpec? certificate, JsonObject target)
    {
        var fields = child.Fields;
        var now = fields.Scope.Surroundings.Now;
        var purpose = certificate?.Purpose;
        var maxAge = MaxAge(fields, certificate);
        var kept = child.Copies.Values ?? child.World.Find(child, maxAge, purpose, now);
        if (kept is null && maxAge is { } age)
            child.World.ChangesAt(now + age);
        var data = Declared(fields, kept?.Data ?? []);
        if (certificate is not null)
            AddCertificate(certificate, kept?.Data ?? [], data, now);
        child.Copies.Values = kept = new OnceValues(data, kept?.GeneratedAt ?? now);
        OnceValues.Stamp(target, kept.GeneratedAt, purpose);
        return (JsonObject)data.DeepClone();
    }

    /// <summary>Every declared key, from <paramref name="kept"/> where it is there.</summary>
    private static JsonObject Declared(Block fields, JsonObject kept)
    {
        var data = new JsonObject();
        foreach (var source in Sources)
        {
            if (fields.At(source) is not { } values)
                continue;
            foreach (var (key, _) in values.Entries)
                data[key] = kept[key]?.DeepClone() ?? Encode(values.Text(key) ?? "");
        }

        return data;
    }

    private static void AddCertificate(CertificateSpec certificate, JsonObject kept, JsonObject data, DateTimeOffset now)
    {
        string[] names = ["tls.crt", "tls.key", "ca.crt"];
        if (names.All(kept.ContainsKey))
        {
            foreach (var name in names)
                data[name] = kept[name]!.DeepClone();
            return;
        }

        var (chain, key) = certificate.Issue(now);
        data["tls.crt"] = Encode(chain);
        data["tls.key"] = Encode(key);
        data["ca.crt"] = Encode(chain);
    }

    /// <summary>A certificate is made anew when a third of its time is left.</summary>
    private static TimeSpan? MaxAge(Block fields, CertificateSpec? certificate) =>
        fields.Text("rotateAfter") is { } text && DurationText.TryParse(text, out var age) ? age : certificate is null ? null : certificate.ValidFor * 2 / 3;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
