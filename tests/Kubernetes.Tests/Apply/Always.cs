using FsCheck;
using FsCheck.Fluent;

namespace Orkestra.Kubernetes.Tests.Apply;

/// <summary>Checks a property with the same 300 random values each time.</summary>
internal static class Always
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true).WithReplay(20300101UL, 4711UL);

    public static void Holds<T>(Arbitrary<T> values, Func<T, bool> property) => Check.One(Config, Prop.ForAll(values, property));
}
