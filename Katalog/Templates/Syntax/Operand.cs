using Orkestra.Katalog.Functions;
using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Templates.Syntax;

/// <summary>One word of a command: a value, or the name of a function.</summary>
internal sealed record Operand(Token Token, Expression? Value, TemplateFunction? Function);
