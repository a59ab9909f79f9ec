namespace Orkestra.DevCluster.Apply;

/// <summary>Which fields differ between an older and a newer object; no field is in two of the sets.</summary>
internal sealed record Comparison(FieldSet Removed, FieldSet Modified, FieldSet Added)
{
    public FieldSet Changed => Modified.Union(Added);

    public Comparison Without(FieldSet fields) => fields.IsEmpty
        ? this
        : new Comparison(Removed.DifferenceWithChildren(fields), Modified.DifferenceWithChildren(fields), Added.DifferenceWithChildren(fields));
}
