using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;
using Shouldly;

namespace Orkestra.Katalog.Tests.Migration;

internal static class Migrated
{
    public static string Text(string text)
    {
        var result = FormatMigration.Migrate(new SourceText("katalog.yaml", text));
        result.Diagnostics.Select(found => found.ToString()).ShouldBeEmpty();
        return result.Text.ShouldNotBeNull();
    }
}
