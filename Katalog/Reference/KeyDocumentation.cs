namespace Orkestra.Katalog.Reference;

/// <summary>One key of the language, for people.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Type">In words: <c>text</c>, <c>list of maps</c>, <c>text or template</c>.</param>
/// <param name="Description">What it means, and its default. May be empty.</param>
/// <param name="Required">Whether its block is useless without it.</param>
/// <param name="Remark">What this version does with it where that is not all of it; empty otherwise.</param>
/// <param name="Keys">The keys below it.</param>
public sealed record KeyDocumentation(string Name, string Type, string Description, bool Required, string Remark, IReadOnlyList<KeyDocumentation> Keys);
