using System.Text;
using System.Text.Json.Nodes;
using Orkestra.Katalog.Model;

namespace Orkestra.Katalog.Resources;

/// <summary>Values are plain texts; they are written encoded under <c>data</c>, because <c>stringData</c> cannot be read back and compared.</summary>
internal sealed class SecretShape() : FixedKindShape(new KindReference("v1", "Secret"), "-secret")
{
    public override void Render(ChildScope child, JsonObject target)
    {
        target["type"] = child.Fields.Text("type") ?? "Opaque";
        if (child.Fields.TextMap("data", keepEmpty: true) is not { } plain)
            return;

        var data = new JsonObject();
        foreach (var (key, value) in plain)
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value!.GetValue<string>()));
        target["data"] = data;
    }
}
