using System.Reflection;
using System.Reflection.Emit;

namespace Orkestra.Cli.Tests.Language;

/// <summary>What compiled methods call and which texts they have, read from their intermediate language.</summary>
internal static class Intermediate
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) => assembly.GetTypes().SelectMany(static type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)));

    /// <summary>The methods that a method calls or makes delegates of.</summary>
    public static IEnumerable<MethodBase> CallsOf(MethodBase method) =>
        Operands(method).Where(static operand => operand.Kind == OperandType.InlineMethod).Select(operand => Resolve(method, operand.Token)).OfType<MethodBase>();

    /// <summary>The string literals of a method.</summary>
    public static IEnumerable<string> TextsOf(MethodBase method) =>
        Operands(method).Where(static operand => operand.Kind == OperandType.InlineString).Select(operand => method.Module.ResolveString(operand.Token));

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var called = method.Module.ResolveMethod(token, ofType, ofMethod);
        return called is MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false } closed ? closed.GetGenericMethodDefinition() : called;
    }

    private static IEnumerable<(OperandType Kind, int Token)> Operands(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var operation = Codes[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineString)
                yield return (operation.OperandType, BitConverter.ToInt32(code, at));
            at += Size(operation.OperandType, code, at);
        }
    }

    private static int Size(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
