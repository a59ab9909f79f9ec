namespace Orkestra.Katalog.Templates;

/// <summary>What <c>.inputs</c> means in the templates that are parsed with it.</summary>
internal abstract class TemplateInputs
{
    /// <summary>The root variable.</summary>
    public const string Root = "inputs";

    /// <summary>The names that there are.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>The scope with the values of these inputs.</summary>
    /// <param name="scope">What their own templates see.</param>
    /// <param name="names">Those that are read; null: all.</param>
    /// <exception cref="TemplateException">A value cannot be evaluated, or is of the wrong type.</exception>
    public abstract TemplateScope Bind(TemplateScope scope, IReadOnlyList<string>? names);

    /// <summary>How the values of these inputs are written: two that are written the same are the same.</summary>
    /// <param name="names">Those that are read; null: all.</param>
    public abstract string Written(IReadOnlyList<string>? names);

    /// <summary>What the values of these inputs read.</summary>
    /// <param name="names">Those that are read; null: all.</param>
    public abstract TemplateReads Reads(IReadOnlyList<string>? names);

    /// <summary>The inputs that something reads: none, some (the list), or all (null).</summary>
    public static IReadOnlyList<string>? NamesIn(TemplateReads reads)
    {
        var names = new List<string>();
        foreach (var field in reads.Fields)
        {
            if (field.Path.IsEmpty ? field.Whole : field.Path is [Root])
                return null;
            if (!field.Path.IsEmpty && field.Path[0] is Root && !names.Contains(field.Path[1], StringComparer.Ordinal))
                names.Add(field.Path[1]);
        }

        return names;
    }

    /// <summary>The reads with what the inputs read in place of the inputs.</summary>
    public TemplateReads Resolve(TemplateReads reads)
    {
        var names = NamesIn(reads);
        if (names is { Count: 0 })
            return reads;
        var others = reads with { Fields = [.. reads.Fields.Where(field => field.Path.IsEmpty || field.Path[0] is not Root)] };
        return others.Union(Reads(names));
    }
}
