namespace Orkestra.Grains.Boxes;

/// <summary>The definition that a box works with, and how it shows the box.</summary>
internal sealed record BoxFace(BoxDefinition Definition, BoxViews Views);
