namespace Orkestra.Kubernetes.Apply;

/// <summary>How an element of fieldsV1 names what is below it.</summary>
internal enum OwnedStep
{
    Field,
    Key,
    Value,
    Index,
}
