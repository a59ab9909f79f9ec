using Orkestra.Katalog.Diagnostics;
using Orkestra.Katalog.Fragments;
using Orkestra.Katalog.Profiles;
using Orkestra.Katalog.Yaml;

namespace Orkestra.Katalog.Schema;

/// <summary>The name of a profile; compiled it is the values of the profile.</summary>
internal sealed class ProfileShape(ProfileClass of) : Shape
{
    public override string Example => "small";

    public override ShapeFacts Facts => new("text") { AllowsTemplate = true };

    public override bool Fits(Node node) => node is ScalarNode;

    public override void Check(Located at, Findings findings) => Text.Check(at, findings);

    public override Fragment Compile(Located at, FragmentCompiler compiler) => compiler.CompileProfile(at, of);
}
