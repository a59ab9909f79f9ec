using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>What a function does. The arguments are values of the language; their number fits the signature. Throws <see cref="FunctionException"/> to refuse.</summary>
internal delegate object? FunctionBody(object?[] arguments, Evaluation evaluation);
