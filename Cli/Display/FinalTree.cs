using Orkestra.Cli.Steady;
using Orkestra.Grains.Interfaces.Fleet;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Orkestra.Cli.Display;

/// <summary>The tree of custom resource → children with their readiness that ends a session.</summary>
internal static class FinalTree
{
    public static IRenderable Render(FleetSnapshot snapshot)
    {
        if (snapshot.Resources.Count == 0)
            return new Text("no custom resources");
        return new Rows(snapshot.Resources.Select(TreeOf));
    }

    private static Tree TreeOf(CustomResourceView resource)
    {
        var phase = resource.Phase is null ? "" : $" [grey]{Markup.Escape(resource.Phase)}[/]";
        var tree = new Tree(new Markup($"{Markup.Escape(ObjectText.Of(resource.Kind, resource.Namespace, resource.Name))}{phase} {Ready(resource.Ready, resource.Message)}"));
        foreach (var child in resource.Children)
            tree.AddNode(new Markup($"{Markup.Escape(ObjectText.Of(child.Kind, child.Namespace, child.Name))} {Ready(child.Ready, child.Message)}"));
        return tree;
    }

    private static string Ready(bool ready, string? message)
    {
        if (ready)
            return "[green]ready[/]";
        return string.IsNullOrEmpty(message) ? "[yellow]not ready[/]" : $"[yellow]not ready:[/] {Markup.Escape(message)}";
    }
}
