namespace Orkestra.DevCluster.Cel;

/// <summary>Evaluates expressions. It has no state and no effects.</summary>
internal static class CelEvaluator
{
    /// <exception cref="CelException">The language has an error here.</exception>
    /// <exception cref="CelSyntaxException">A value turned up that this server cannot treat as the real one does.</exception>
    public static object? Evaluate(CelNode node, CelScope? scope)
    {
        switch (node)
        {
            case CelNode.Literal literal:
                return literal.Value;
            case CelNode.Name name:
                return CelScope.Find(scope, name.Text) is { } found ? found.Value
                    : CelType.Names.Contains(name.Text, StringComparer.Ordinal) ? new CelType(name.Text)
                    : throw new CelException($"no such attribute: {name.Text}");
            case CelNode.Select select:
                return CelValues.Field(Evaluate(select.Target, scope), select.Field);
            case CelNode.Has has:
                return CelValues.TryField(Evaluate(has.Target, scope), has.Field, out _);
            case CelNode.Index index:
                return At(Evaluate(index.Target, scope), Evaluate(index.Key, scope));
            case CelNode.Unary { Operator: "!" } not:
                return !Truth(Evaluate(not.Operand, scope));
            case CelNode.Unary minus:
                return Evaluate(minus.Operand, scope) is double real ? -real : CelArithmetic.Apply("-", 0L, Evaluate(minus.Operand, scope));
            case CelNode.Choice choice:
                return Evaluate(Truth(Evaluate(choice.Condition, scope)) ? choice.Then : choice.Else, scope);
            case CelNode.Binary { Operator: "&&" } and:
                return Both(and.Left, and.Right, scope, decisive: false);
            case CelNode.Binary { Operator: "||" } or:
                return Both(or.Left, or.Right, scope, decisive: true);
            case CelNode.Binary binary:
                return Binary(binary.Operator, Evaluate(binary.Left, scope), Evaluate(binary.Right, scope));
            case CelNode.MakeList list:
                return list.Items.Select(item => Evaluate(item, scope)).ToArray();
            case CelNode.MakeMap map:
                return new CelMap(map.Entries.ToDictionary(
                    entry => Evaluate(entry.Key, scope) as string ?? throw new CelSyntaxException("only texts are supported as keys of maps"),
                    entry => Evaluate(entry.Value, scope),
                    StringComparer.Ordinal));
            case CelNode.Macro macro:
                return Macro(macro, scope);
            case CelNode.Call call:
                object?[] arguments = [.. (call.Target is null ? [] : new[] { call.Target }).Concat(call.Arguments).Select(argument => Evaluate(argument, scope))];
                return CelFunctions.Call(call.Function, arguments);
            default:
                throw new CelSyntaxException($"{node.GetType().Name} is not supported");
        }
    }

    /// <summary>An error on one side does not count when the other side decides.</summary>
    private static bool Both(CelNode left, CelNode right, CelScope? scope, bool decisive)
    {
        bool first;
        try
        {
            first = Truth(Evaluate(left, scope));
        }
        catch (CelException)
        {
            if (Truth(Evaluate(right, scope)) == decisive)
                return decisive;
            throw;
        }

        return first == decisive ? decisive : Truth(Evaluate(right, scope));
    }

    private static object Binary(string symbol, object? left, object? right) => symbol switch
    {
        "==" => CelValues.AreEqual(left, right),
        "!=" => !CelValues.AreEqual(left, right),
        "<" => Order(left, right) < 0,
        "<=" => Order(left, right) <= 0,
        ">" => Order(left, right) > 0,
        ">=" => Order(left, right) >= 0,
        "in" when CelValues.List(right) is { } list => list.Any(item => CelValues.AreEqual(left, item)),
        "in" when CelValues.Keys(right) is { } keys => left is string key && keys.Contains(key, StringComparer.Ordinal),
        "in" => throw new CelException("no such overload"),
        _ => CelArithmetic.Apply(symbol, left, right),
    };

    private static int Order(object? left, object? right) => CelValues.Compare(left, right) ?? throw new CelException("no such overload");

    private static object? At(object? target, object? key)
    {
        if (key is string name && CelValues.Keys(target) is not null)
            return CelValues.Field(target, name);
        if (key is not long at || CelValues.List(target) is not { } list)
            throw new CelException("no such overload");
        return at >= 0 && at < list.Count ? list[(int)at] : throw new CelException($"index out of bounds: {at}");
    }

    private static object? Macro(CelNode.Macro macro, CelScope? scope)
    {
        var range = Evaluate(macro.Range, scope);
        var items = CelValues.List(range) ?? CelValues.Keys(range)?.Select(key => (object?)key).ToArray() ?? throw new CelException("no such overload");
        switch (macro.Kind)
        {
            case "all":
                return Any(items, item => Holds(macro.Body, item), decisive: false);
            case "exists":
                return Any(items, item => Holds(macro.Body, item), decisive: true);
            case "exists_one":
                return items.Count(item => Holds(macro.Body, item)) == 1;
            case "filter":
                return items.Where(item => Holds(macro.Body, item)).ToArray();
            default:
                return items.Where(item => macro.Filter is null || Holds(macro.Filter, item)).Select(item => Evaluate(macro.Body, Inner(item))).ToArray();
        }

        CelScope Inner(object? item) => new(macro.Variable, item, scope);

        bool Holds(CelNode node, object? item) => Truth(Evaluate(node, Inner(item)));
    }

    /// <summary>Errors of items do not count when another item decides.</summary>
    private static bool Any(IEnumerable<object?> items, Func<object?, bool> holds, bool decisive)
    {
        CelException? error = null;
        foreach (var item in items)
        {
            try
            {
                if (holds(item) == decisive)
                    return decisive;
            }
            catch (CelException found)
            {
                error ??= found;
            }
        }

        return error is null ? !decisive : throw error;
    }

    private static bool Truth(object? value) => value is bool truth ? truth : throw new CelException("no such overload");
}
