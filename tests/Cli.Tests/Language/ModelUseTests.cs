using System.Reflection;
using Orkestra.Katalog.Conditions;
using Orkestra.Katalog.EndToEnd;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Reference;
using Orkestra.Katalog.Simulation;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Language;

/// <summary>Nothing of the language is parsed and silently ignored: what the typed model holds is read by what runs, and what is not is named, with its warning, in
/// docs/compatibility.md.</summary>
public sealed class ModelUseTests
{
    /// <summary>What the model holds and nothing acts on yet, by the key of docs/compatibility.md that says so, with an entry or file that has it: it is told when it is loaded.
    /// Of some types it is every property.</summary>
    private static readonly Dictionary<string, (string[] Names, string Example)> Placeholders = new(StringComparer.Ordinal)
    {
        ["conversion"] = (["ConversionDefinition.*", "ConversionPath.*"], "admission: { conversion: { storageVersion: v1 } }"),
        ["operator: unique"] = (["ValidationRule.IsUnique"], "admission: { validation: { rules: [ { field: spec.a, operator: unique } ] } }"),
    };

    /// <summary>What the model holds for its loader or for hosts, and what is not written by anybody.</summary>
    private static readonly string[] Derived =
    [
        "CrdEntry.ForceConflict", // The loader gives it to every resource entry that does not say it.
        "EnrichTarget.Needs", // The loader adds it to what is remembered of children.
        "KatalogDefinition.Revision", // Of entries it is read; of the whole it tells hosts that something changed.
        "NormalizedField.Place",
    ];

    private static readonly Type[] Roots = [typeof(KatalogDefinition), typeof(SimulateDefinition), typeof(E2EDefinition), typeof(ConditionSpec)];

    [Fact]
    public void What_the_model_holds_is_read_or_named_as_not_acted_on() =>
        Unread().Except(Derived, StringComparer.Ordinal).Where(static property => !Named().Any(name => Covers(name, property))).ShouldBeEmpty("nothing outside of the model and its loader reads these");

    [Fact]
    public void What_is_named_as_not_acted_on_is_not_acted_on()
    {
        var unread = Unread();
        Named().Where(name => !unread.Any(property => Covers(name, property))).ShouldBeEmpty("these are read: take them off the list and out of docs/compatibility.md");
    }

    [Fact]
    public void What_is_not_acted_on_is_documented()
    {
        var documented = Documentation();
        Placeholders.Keys.Where(key => !documented.Contains($"`{key}`", StringComparison.Ordinal)).ShouldBeEmpty("docs/compatibility.md does not name these keys");
    }

    [Fact]
    public async Task What_is_not_acted_on_is_told_when_it_is_loaded()
    {
        var silent = new List<string>();
        foreach (var (key, (_, example)) in Placeholders.Where(static each => each.Value.Example.Length > 0))
        {
            var result = await new KatalogLoader(new OneFile($"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec:\n  crds:\n    shop:\n      apiTypes: {{ group: a.io, version: v1, kind: Shop, plural: shops }}\n      {example}\n")).LoadAsync("a.yaml", TestContext.Current.CancellationToken);
            result.Katalog.ShouldNotBeNull(key);
            if (result.Diagnostics.Count == 0)
                silent.Add(key);
        }

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_is_accepted_without_a_remark_is_asked_for_outside_of_the_schema()
    {
        var asked = Products().SelectMany(Intermediate.MethodsOf)
            .Where(static method => method.DeclaringType?.FullName?.StartsWith("Orkestra.Katalog.Schema.", StringComparison.Ordinal) != true)
            .SelectMany(Intermediate.TextsOf)
            .SelectMany(static text => text.Split('.'))
            .ToHashSet(StringComparer.Ordinal);
        var accepted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in LanguageReference.Kinds)
            AddKeys(kind, "", accepted);

        accepted.Count.ShouldBeGreaterThan(300);
        var documented = Documentation();
        accepted.Values
            .Where(path => path.Split('.', ' ')[^1] is var key && !asked.Contains(key)
                && !documented.Contains($"`{key}`", StringComparison.Ordinal) && !documented.Contains($".{key}`", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty("nobody asks for these keys, and docs/compatibility.md does not name them");
    }

    [Fact]
    public void A_property_that_nothing_reads_is_found()
    {
        var walk = new ModelWalk([typeof(Sample)], static _ => false);
        new Sample { Used = 1, Unused = 2, Inner = new SampleInner(3) }.Shown.ShouldBe("1False");

        walk.Unread([typeof(Sample).Assembly]).ShouldBe(["Sample.Unused", "SampleInner.Deep"]);
    }

    [Fact]
    public void The_walk_sees_the_whole_model()
    {
        var walk = Walk();
        walk.Unread([]).Count.ShouldBeGreaterThan(150);
        walk.Types.ShouldContain(typeof(ResourceEntry));
        walk.Types.ShouldContain(typeof(E2EStep));
    }

    private static IReadOnlyList<string> Unread() => Walk().Unread(Products());

    private static ModelWalk Walk() => new(Roots, static type => string.Equals(type.Namespace, "Orkestra.Katalog.Loading", StringComparison.Ordinal) || type.Name.EndsWith("Binder", StringComparison.Ordinal) || type.Name.EndsWith("Loader", StringComparison.Ordinal));

    /// <summary>Every assembly of the product, the tests' own left out.</summary>
    private static IEnumerable<Assembly> Products() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("Orkestra.", StringComparison.Ordinal) || name is "ork.dll") && !name.Contains("Test", StringComparison.Ordinal))
            .Select(Assembly.LoadFrom);

    /// <summary>The keys below a path, each documentation once: blocks are used in many places.</summary>
    private static void AddKeys(string kind, string path, Dictionary<string, string> keys)
    {
        var (key, _, _) = LanguageReference.Explain(kind, path);
        foreach (var below in key?.Keys ?? [])
        {
            var full = path.Length == 0 ? below.Name : $"{path}.{below.Name}";
            if (below.Remark.Length == 0 && keys.TryAdd($"{below.Name}: {below.Description} {below.Type}", $"{kind} {full}"))
                AddKeys(kind, full, keys);
        }
    }

    private static string Documentation() => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "compatibility.md"));

    private static IEnumerable<string> Named() => Placeholders.Values.SelectMany(static placeholder => placeholder.Names);

    private static bool Covers(string name, string property) => name.EndsWith('*') ? property.StartsWith(name[..^1], StringComparison.Ordinal) : string.Equals(name, property, StringComparison.Ordinal);

    private sealed class OneFile(string text) : ISourceReader
    {
        public ValueTask<SourceText> ReadAsync(string reference, string? relativeTo, CancellationToken ct) =>
            relativeTo is null ? ValueTask.FromResult(new SourceText(reference, text)) : throw new SourceNotFoundException(reference, "no such file");
    }
}
