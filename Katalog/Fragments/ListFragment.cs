using System.Text.Json.Nodes;
using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Fragments;

/// <summary>A list. What evaluates to nothing is left out.</summary>
internal sealed class ListFragment : Fragment
{
    public ListFragment(SourcePlace place, IReadOnlyList<Fragment> items) : base(place)
    {
        Items = items;
        Reads = UnitedReads.Of(items.Select(item => item.Reads));
    }

    public IReadOnlyList<Fragment> Items { get; }

    public override TemplateReads Reads { get; }

    public override string Written => "[" + string.Join(',', Items.Select(item => item.Written)) + "]";

    public override object Evaluate(TemplateScope scope) => ToNode(scope);

    public override JsonArray ToNode(TemplateScope scope)
    {
        var all = new JsonArray();
        foreach (var item in Items)
        {
            if (item.ToNode(scope) is { } value)
                all.Add(value);
        }

        return all;
    }
}
