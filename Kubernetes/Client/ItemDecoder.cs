namespace Orkestra.Kubernetes.Client;

/// <summary>Makes something that lasts of the bytes of one object, which do not.</summary>
internal delegate T ItemDecoder<out T>(ReadOnlySpan<byte> json);
