using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Model;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Checks;

/// <summary>What a definition can be told before any custom resource exists: whether its templates, conditions and rules fit the CRD, the samples and each other.</summary>
internal sealed class EntryChecks(FunctionTable functions, Findings findings)
{
    /// <param name="entry">The compiled entry.</param>
    /// <param name="status">Its <c>status</c> in the file, or null.</param>
    /// <param name="references">Its CRD and samples.</param>
    /// <param name="reads">What its templates, paths and conditions read.</param>
    /// <param name="conditions">Its conditions and rules.</param>
    public void Check(CrdEntry entry, Located? status, References references, IReadOnlyList<WrittenRead> reads, IReadOnlyList<WrittenCondition> conditions)
    {
        var schema = ResourceSchema.Of(references.Crd ?? references.CrdBeside, entry.Types.Version);
        if (schema is not null)
            CheckAgainst(schema, entry, status, reads, conditions);
        new ContradictionCheck(schema, findings).Check(entry.Admission);
        SampleCheck.Check(entry, references, schema, findings);
    }

    private void CheckAgainst(ResourceSchema schema, CrdEntry entry, Located? status, IReadOnlyList<WrittenRead> reads, IReadOnlyList<WrittenCondition> conditions)
    {
        var fields = UnknownFieldCheck.Of(entry, schema, functions, findings);
        fields.CheckReads(reads);
        fields.CheckStatus(status);
        var values = new RuleValueCheck(schema, findings);
        foreach (var condition in conditions)
            values.Check(condition);
        foreach (var rule in entry.Admission.Mutation)
            values.Check(rule);
    }
}
