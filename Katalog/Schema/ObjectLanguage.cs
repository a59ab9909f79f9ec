namespace Orkestra.Katalog.Schema;

/// <summary>Objects of any kind.</summary>
internal static class ObjectLanguage
{
    /// <summary><c>custom</c>: the form of the Go implementation, with some keys of its own.</summary>
    public static BlockSchema Custom() => ResourceLanguage.Common(BlockSchema.Open("a custom resource"))
        .Required("apiVersion", Shape.Text, "The API version of the object.")
        .Required("kind", Shape.Text, "The kind of the object.")
        .Key("name", Shape.Text, "The name; better written in metadata.").Key("namespace", Shape.Text, "The namespace; better written in metadata.")
        .Key("labels", Shape.Labels, "Labels; better written in metadata.").Key("annotations", Shape.Labels, "Annotations; better written in metadata.")
        .Key("metadata", Shape.Block(Metadata().NoEffect("namespaced", Shape.Flag, "The API server tells whether a kind has namespaces.")), "Name, namespace, labels and annotations.")
        .Key("spec", Shape.Anything, "Whatever the kind has; templates anywhere in it.")
        .NoEffect("hasStatus", Shape.Flag, "The API server tells whether a kind has a status.")
        .NoEffect("namespaced", Shape.Flag, "The API server tells whether a kind has namespaces.")
        .NotExecuted("status");

    /// <summary><c>resources</c>: an object as it would be given to kubectl.</summary>
    public static BlockSchema Native() => ResourceLanguage.Common(BlockSchema.Open("a resource"))
        .Required("apiVersion", Shape.Text, "The API version of the object.")
        .Required("kind", Shape.Text, "The kind of the object.")
        .Required("metadata", Shape.Block(Metadata()), "Name, namespace, labels and annotations.")
        .Key("spec", Shape.Anything, "Whatever the kind has; templates anywhere in it.")
        .NotExecuted("status");

    private static BlockSchema Metadata() => new BlockSchema("metadata")
        .Key("name", Shape.Text, "The name of the object.")
        .Key("namespace", Shape.Text, "Its namespace. Default: that of the custom resource.")
        .Key("labels", Shape.Labels, "Its labels.")
        .Key("annotations", Shape.Labels, "Its annotations.")
        .Impossible("generateName", "a child needs a name that can be told, or it would be made anew in every pass", "write name, for instance with the name of the custom resource")
        .Impossible("ownerReferences", "owner references are written by Orkestra", "leave them out; adopt and the namespace decide who owns the child")
        .NotExecuted("finalizers");
}
