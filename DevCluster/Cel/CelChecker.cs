using Orkestra.DevCluster.Schemas;

namespace Orkestra.DevCluster.Cel;

/// <summary>Checks the names in an expression: variables that there are, fields that the schema has.</summary>
internal sealed class CelChecker
{
    /// <summary>The expression reads the former state: it is checked in updates only.</summary>
    public bool UsesOldSelf { get; private set; }

    /// <summary>The type of the expression's value where it is known from the schema alone.</summary>
    /// <exception cref="CelException">A name means nothing.</exception>
    public TypeSchema? Check(CelNode? node, Scope scope)
    {
        switch (node)
        {
            case CelNode.Name name:
                UsesOldSelf |= name.Text is "oldSelf";
                return scope.Find(name.Text);
            case CelNode.Select select:
                return FieldOf(Check(select.Target, scope), select.Field);
            case CelNode.Has has:
                FieldOf(Check(has.Target, scope), has.Field);
                return null;
            case CelNode.Index index:
                Check(index.Key, scope);
                return Check(index.Target, scope) is { Type: SchemaType.List or SchemaType.Map } known ? known.Items : null;
            case CelNode.Macro macro:
                var range = Check(macro.Range, scope);
                var inner = new Scope(macro.Variable, range is { Type: SchemaType.List } list ? list.Items : null, scope);
                Check(macro.Filter, inner);
                Check(macro.Body, inner);
                return macro.Kind is "filter" ? range : null;
            case CelNode.Choice choice:
                All([choice.Condition, choice.Then, choice.Else], scope);
                return null;
            case CelNode.Unary unary:
                Check(unary.Operand, scope);
                return null;
            case CelNode.Binary binary:
                All([binary.Left, binary.Right], scope);
                return null;
            case CelNode.Call call:
                Check(call.Target, scope);
                All(call.Arguments, scope);
                return null;
            case CelNode.MakeList items:
                All(items.Items, scope);
                return null;
            case CelNode.MakeMap map:
                All(map.Entries.SelectMany(entry => (CelNode[])[entry.Key, entry.Value]), scope);
                return null;
            default:
                return null;
        }
    }

    private void All(IEnumerable<CelNode> nodes, Scope scope)
    {
        foreach (var node in nodes)
            Check(node, scope);
    }

    private static TypeSchema? FieldOf(TypeSchema? target, string field)
    {
        if (target is null)
            return null;
        if (target.Type is SchemaType.Object or SchemaType.Map)
            return CelObject.Find(target, field)?.Schema ?? throw new CelException($"undefined field '{field}'");
        return target.Type is SchemaType.Any ? throw new CelException($"undefined field '{field}'") : throw new CelException($"type '{target.Type}' does not support field selection");
    }

    /// <summary>A variable with its type, and those around it.</summary>
    internal sealed record Scope(string Name, TypeSchema? Schema, Scope? Outer)
    {
        public TypeSchema? Find(string name)
        {
            for (var scope = this; scope is not null; scope = scope.Outer)
            {
                if (string.Equals(scope.Name, name, StringComparison.Ordinal))
                    return scope.Schema;
            }

            return CelType.Names.Contains(name, StringComparer.Ordinal) ? null : throw new CelException($"undeclared reference to '{name}'");
        }
    }
}
