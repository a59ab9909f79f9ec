namespace Orkestra.DevCluster.Schemas;

/// <summary>What a value of a <see cref="TypeSchema"/> looks like in JSON.</summary>
internal enum SchemaType
{
    /// <summary>Anything; its fields are deduced from the value.</summary>
    Any,

    /// <summary>An object with known properties.</summary>
    Object,

    /// <summary>An object with free keys; <see cref="TypeSchema.Items"/> is the type of its values.</summary>
    Map,

    /// <summary>An array of <see cref="TypeSchema.Items"/>.</summary>
    List,

    String,
    Integer,
    Number,
    Boolean,

    /// <summary>A JSON integer or string.</summary>
    IntOrString,

    /// <summary>A quantity such as "100m" or 1; stored as a string in canonical form by the built-in kinds.</summary>
    Quantity,
}
