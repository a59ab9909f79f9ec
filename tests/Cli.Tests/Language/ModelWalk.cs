using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orkestra.Cli.Tests.Language;

/// <summary>Goes through a typed model from its roots, and tells which of its properties nothing reads.</summary>
/// <param name="roots">Where the model begins; every record of the same assembly that a property leads to belongs to it.</param>
/// <param name="isFiller">Types whose reading does not count, because they only fill the model.</param>
internal sealed class ModelWalk(IReadOnlyList<Type> roots, Func<Type, bool> isFiller)
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] RecordMembers = ["Equals", "GetHashCode", "PrintMembers", "ToString", "<Clone>$", ".ctor", "op_Equality", "op_Inequality"];

    private readonly HashSet<Type> _model = [];

    /// <summary>The properties, as <c>Type.Property</c>, whose getters no method of the assemblies reaches: neither directly nor through methods of the model itself.</summary>
    public IReadOnlyList<string> Unread(IEnumerable<Assembly> assemblies)
    {
        foreach (var root in roots)
            Add(root);
        var read = Reached(assemblies);
        return
        [
            .. _model.SelectMany(static type => type.GetProperties(All))
                .Where(static property => property.SetMethod is not null && property.GetMethod is not null)
                .Where(property => !read.Contains(property.GetMethod!))
                .Select(static property => $"{property.DeclaringType!.Name}.{property.Name}")
                .Order(StringComparer.Ordinal),
        ];
    }

    public IReadOnlyCollection<Type> Types => _model;

    private void Add(Type type)
    {
        if (type.IsGenericType || type.IsArray)
        {
            foreach (var inner in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
                Add(inner);
        }

        if (roots.All(root => root.Assembly != type.Assembly) || (!roots.Contains(type) && type.GetMethod("<Clone>$", All) is null) || !_model.Add(type))
            return;
        foreach (var property in type.GetProperties(All))
            Add(property.PropertyType);
    }

    private HashSet<MethodBase> Reached(IEnumerable<Assembly> assemblies)
    {
        var reached = new HashSet<MethodBase>();
        var open = new Stack<MethodBase>(assemblies.SelectMany(Intermediate.MethodsOf).Where(method => method.DeclaringType is { } type && !_model.Contains(Owner(type)) && !isFiller(Outermost(type))));
        while (open.TryPop(out var method))
        {
            foreach (var called in Intermediate.CallsOf(method))
            {
                if (called.DeclaringType is { } type && _model.Contains(Owner(type)) && !IsOfEveryRecord(called) && reached.Add(called))
                    open.Push(called);
            }
        }

        return reached;
    }

    /// <summary>Equality, printing and copying touch every property and use none.</summary>
    private static bool IsOfEveryRecord(MethodBase method) =>
        RecordMembers.Contains(method.Name, StringComparer.Ordinal) && (method.IsConstructor || method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    /// <summary>Whose closures and state machines these are.</summary>
    private static Type Owner(Type type) => type.DeclaringType is { } outer && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) ? Owner(outer) : type;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
