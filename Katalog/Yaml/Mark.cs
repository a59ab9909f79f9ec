using System.Runtime.InteropServices;

namespace Orkestra.Katalog.Yaml;

/// <summary>A position in a source: 1-based line and column, and the index in UTF-16 units from 0.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Mark(int Line, int Column, int Index);
