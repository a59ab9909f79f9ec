namespace Orkestra.Katalog.Schema;

/// <summary>One key of a block.</summary>
internal sealed record KeySchema(string Name, Shape Shape, KeyState State = KeyState.Read, bool IsRequired = false);
