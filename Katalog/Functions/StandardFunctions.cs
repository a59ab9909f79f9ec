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
        .. HpaFunctions.All(),
        .. IngressFunctions.All(),
        .. JobFunctions.All(),
        .. KubeValidationFunctions.All(),
        .. KubernetesFunctions.All(),
        .. MathFunctions.All(),
        .. NetFunctions.All(),
        .. NodeFunctions.All(),
        .. PodFunctions.All(),
        .. PrometheusFunctions.All(),
        .. PvcFunctions.All(),
        .. QuantityFunctions.All(),
        .. RandomFunctions.All(),
        .. ReplicaFunctions.All(),
        .. ReplicaSetFunctions.All(),
        .. SafeAccessFunctions.All(),
        .. SemverFunctions.All(),
        .. ServeFunctions.All(),
        .. ServiceFunctions.All(),
        .. StatefulSetFunctions.All(),
        .. StringFunctions.All(),
        .. TimeFunctions.All(),
        .. TypeFunctions.All(),
        .. ValidationFunctions.All(),
        .. WarningFunctions.All(),
    ];
}
