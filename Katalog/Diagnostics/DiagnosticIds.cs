namespace Orkestra.Katalog.Diagnostics;

/// <summary>The ids of loading. Those of templates and conditions (ORK11xx) are in <see cref="Templates.TemplateDiagnostics"/>.</summary>
internal static class DiagnosticIds
{
    public const string SourceNotRead = "ORK1001";
    public const string YamlSyntax = "ORK1002";
    public const string UnknownKey = "ORK1003";
    public const string RenamedKey = "ORK1004";
    public const string NotExecuted = "ORK1005";
    public const string WrongType = "ORK1006";
    public const string RequiredKey = "ORK1007";
    public const string BadDuration = "ORK1008";
    public const string OutOfRange = "ORK1009";
    public const string NotAllowed = "ORK1010";
    public const string DuplicateKey = "ORK1011";
    public const string DuplicateName = "ORK1012";
    public const string OverlappingEntries = "ORK1013";
    public const string ReferenceNotFound = "ORK1014";
    public const string NotACrd = "ORK1015";
    public const string TypesDisagree = "ORK1016";
    public const string NotAKatalog = "ORK1017";
    public const string YamlLimit = "ORK1018";
    public const string DuplicateChild = "ORK1019";
    public const string GivenTwice = "ORK1020";
    public const string BadName = "ORK1021";
    public const string BadSelector = "ORK1022";
    public const string TemplateNotAllowed = "ORK1023";
    public const string TooManyFindings = "ORK1024";
    public const string OtherComponent = "ORK1030";
    public const string WideSelector = "ORK1031";
    public const string RandomInApply = "ORK1032";
    public const string BadSample = "ORK1033";
    public const string QueueSetting = "ORK1034";
    public const string NoEffect = "ORK1036";
    public const string CheckedOnly = "ORK1035";
    public const string UnlimitedQueue = "ORK1037";
    public const string UnknownFigure = "ORK1038";
    public const string UnknownEntry = "ORK1042";
    public const string Cycle = "ORK1043";
    public const string UnknownField = "ORK1050";
    public const string ValueType = "ORK1051";
    public const string Contradiction = "ORK1052";
    public const string Refused = "ORK1053";
    public const string ClockInChild = "ORK1054";
    public const string UnknownProfile = "ORK1040";
    public const string Impossible = "ORK1041";
    public const string OutsideFolder = "ORK1060";
    public const string MotifInput = "ORK1061";
    public const string ImportClash = "ORK1062";
    public const string ImportNotRead = "ORK1063";
    public const string ImportPolicy = "ORK1064";
    public const string OlderSpelling = "ORK1065";
    public const string NotRewritten = "ORK1066";
    public const string BadQuery = "ORK1070";
    public const string BadAssertion = "ORK1071";
}
