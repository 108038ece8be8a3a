using Assay.Programs.Deciders;

namespace Assay.Programs.Frontends.Alive.AnyWidth;

/// <summary>A value whatever the widths are.</summary>
/// <param name="Class">Its type.</param>
/// <param name="Form">The value as a polynomial over the integers; at width w it counts modulo 2^w.</param>
/// <param name="Bits">The value as a function of bits.</param>
/// <param name="Key">A text that values share only if they are equal at all widths.</param>
internal sealed record AnyWidthValue(int Class, Polynomial Form, BitFunction Bits, string Key);
