using System.Collections.Immutable;
using Orkestra.Katalog.Templates;

namespace Orkestra.Katalog.Functions;

/// <summary>A function of the language, or a note.</summary>
public sealed class TemplateFunction
{
    internal TemplateFunction(string name, string domain, string signature, string description, string example, FunctionBody body)
    {
        Name = name;
        Domain = domain;
        Signature = signature;
        Description = description;
        Example = example;
        Body = body;
        (MinArguments, MaxArguments) = FunctionSignature.Arity(signature);
    }

    /// <summary>The name it is called by.</summary>
    public string Name { get; }

    /// <summary>The group it is documented in: strings, math, replica, …</summary>
    public string Domain { get; }

    /// <summary>Name, parameters and result: <c>truncate TEXT MAX → string</c>. <c>[X]</c> may be left out, <c>X...</c> may be repeated.</summary>
    public string Signature { get; }

    /// <summary>What it returns, and what for nil.</summary>
    public string Description { get; }

    /// <summary>A call and its result.</summary>
    public string Example { get; }

    /// <summary>The fewest arguments it takes.</summary>
    public int MinArguments { get; }

    /// <summary>The most arguments it takes; null without a bound.</summary>
    public int? MaxArguments { get; }

    /// <summary>Its result can change with the clock alone.</summary>
    public bool ReadsTime { get; internal init; }

    /// <summary>Its result is another one at nearly every moment.</summary>
    public bool RunsWithTime { get; internal init; }

    /// <summary>Its result differs at every call.</summary>
    public bool IsRandom { get; internal init; }

    /// <summary>Why this version refuses it; null where it runs.</summary>
    public string? Refused { get; internal init; }

    internal FunctionBody Body { get; }

    /// <summary>For <c>and</c> (false) and <c>or</c> (true): the truth that ends the evaluation of the arguments.</summary>
    internal bool? ShortCircuit { get; init; }

    /// <summary>How much of each argument it looks at; the last one counts for all that follow. Empty: the whole of each.</summary>
    internal ImmutableArray<ArgumentRead> Arguments { get; init; } = [];

    /// <summary>What it reads from the root context by itself: notes do.</summary>
    internal TemplateReads OwnReads { get; init; } = TemplateReads.None;

    internal ArgumentRead ReadOf(int argument) => Arguments.IsEmpty ? ArgumentRead.Whole : Arguments[Math.Min(argument, Arguments.Length - 1)];
}
