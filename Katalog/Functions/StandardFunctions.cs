namespace Orkestra.Katalog.Functions;

/// <summary>All domains of the language.</summary>
internal static class StandardFunctions
{
    public static IEnumerable<TemplateFunction> All() =>
    [
        .. GoFunctions.All(),
        .. CollectionFunctions.All(),
        .. ConditionalFunctions.All(),
        .. ContainerFunctions.All(),
        .. CronFunctions.All(),
        .. DataFunctions.All(),
        .. DomainFunctions.All(),
        .. EnvironmentFunctions.All(),
        .. FieldFunctions.All(),
        .. JobFunctions.All(),
        .. KubernetesFunctions.All(),
        .. KubeValidationFunctions.All(),
        .. MathFunctions.All(),
        .. NetFunctions.All(),
        .. QuantityFunctions.All(),
        .. RandomFunctions.All(),
        .. ReplicaFunctions.All(),
        .. SafeAccessFunctions.All(),
        .. SemverFunctions.All(),
        .. ServiceFunctions.All(),
        .. StringFunctions.All(),
        .. TimeFunctions.All(),
        .. TypeFunctions.All(),
        .. ValidationFunctions.All(),
    ];
}
