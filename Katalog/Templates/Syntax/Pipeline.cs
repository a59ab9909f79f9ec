using System.Collections.Immutable;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>A pipeline as written: the variables it sets, and its value.</summary>
internal sealed record Pipeline(ImmutableArray<Token> Variables, bool Assigns, Expression Value);
