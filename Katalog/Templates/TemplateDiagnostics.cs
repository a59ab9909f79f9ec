namespace Orkestra.Katalog.Templates;

/// <summary>The ids of everything that can be wrong with a template or a condition; docs/diagnostics.md lists them.</summary>
public static class TemplateDiagnostics
{
    /// <summary>The grammar is broken.</summary>
    public const string Syntax = "ORK1101";

    /// <summary>A function that does not exist.</summary>
    public const string UnknownFunction = "ORK1102";

    /// <summary>A variable that does not exist at this place.</summary>
    public const string UnknownVariable = "ORK1103";

    /// <summary>A function is called with too few or too many arguments.</summary>
    public const string Arity = "ORK1104";

    /// <summary>A function that this version does not execute.</summary>
    public const string Refused = "ORK1105";

    /// <summary>The template is too large or nested too deeply.</summary>
    public const string TooLarge = "ORK1106";

    /// <summary>A constant argument can never be right: a regular expression, a cron expression, a duration.</summary>
    public const string BadConstant = "ORK1107";

    /// <summary>A <c>{{template}}</c> names something that no <c>{{define}}</c> makes.</summary>
    public const string UnknownTemplate = "ORK1108";

    /// <summary>A user note is wrong: its name, a duplicate, or a cycle.</summary>
    public const string Note = "ORK1109";

    /// <summary>Warning: <c>default</c> with the value first, which yields the literal.</summary>
    public const string DefaultOrder = "ORK1110";

    /// <summary>An evaluation failed.</summary>
    public const string Evaluation = "ORK1120";

    /// <summary>An evaluation went beyond its limits.</summary>
    public const string Limit = "ORK1121";

    /// <summary>An unknown operator in a condition.</summary>
    public const string UnknownOperator = "ORK1130";

    /// <summary>A condition with no operator, or with several.</summary>
    public const string OperatorCount = "ORK1131";

    /// <summary>A condition without a field where its operator needs one.</summary>
    public const string FieldMissing = "ORK1132";

    /// <summary>A field that is no path.</summary>
    public const string FieldPath = "ORK1133";

    /// <summary>A value that does not fit the operator.</summary>
    public const string ConditionValue = "ORK1134";

    /// <summary>A <c>valueType</c> that does not exist.</summary>
    public const string ValueType = "ORK1135";

    /// <summary>A time window that is not HH:MM.</summary>
    public const string TimeWindow = "ORK1136";

    /// <summary>A day of the week that does not exist.</summary>
    public const string DayOfWeek = "ORK1137";

    /// <summary>A cron expression or duration that does not parse.</summary>
    public const string Cron = "ORK1138";

    /// <summary>An operator or key that this version does not execute here.</summary>
    public const string NotExecuted = "ORK1139";
}
