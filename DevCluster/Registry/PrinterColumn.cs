namespace Orkestra.DevCluster.Registry;

/// <summary>One of spec.versions[].additionalPrinterColumns of a CRD.</summary>
internal sealed record PrinterColumn(string Name, string Type, string Format, string Description, int Priority, string JsonPath);
