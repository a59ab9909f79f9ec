using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Resources;
using Orkestra.Katalog.Schema;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Schema;

/// <summary>The table of the language is whole.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void Every_key_of_boxes_resources_and_profiles_is_documented()
    {
        var seen = new HashSet<BlockSchema>();
        var bare = new List<string>();
        foreach (var block in BoxLanguage.Box.Blocks.Concat(ProfileLanguage.Profiles.Blocks))
            Walk(block, seen, bare);

        bare.ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(60);
    }

    [Fact]
    public void Every_list_that_is_applied_is_a_key_of_a_hook()
    {
        var hook = ResourceLanguage.Hook.Blocks.ShouldHaveSingleItem();

        foreach (var (key, _) in ResourceShapes.InApplyOrder)
            hook.Knows(key).ShouldBeTrue(key);
    }

    [Fact]
    public void Built_in_profiles_obey_the_language()
    {
        var findings = new Katalog.Diagnostics.Findings();

        ProfileLanguage.Profiles.Check(BuiltInProfiles.Read(findings), findings);
        ProfileBinder.Bind(null, Katalog.Functions.FunctionTable.Standard, findings).Names(ProfileClass.Resources).ShouldBe(
            ["burst", "compute-heavy", "large", "medium", "memory-heavy", "small", "steady", "tiny"]);

        findings.InOrder("").ShouldBeEmpty();
    }

    private static void Walk(BlockSchema block, HashSet<BlockSchema> seen, List<string> bare)
    {
        if (!seen.Add(block))
            return;
        foreach (var key in block.Keys)
        {
            if (key.Documentation.Length == 0 && key.State is not (KeyState.NotExecuted or KeyState.Impossible or KeyState.OtherComponent))
                bare.Add($"{block.Name}: {key.Name}");
            foreach (var below in key.Shape.Blocks)
                Walk(below, seen, bare);
        }
    }
}
