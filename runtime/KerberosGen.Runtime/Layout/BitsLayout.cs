namespace KerberosGen.Layout;

/// <summary>Where a bit field's bits are in the integer that it shares.</summary>
/// <param name="Shift">The number of its least significant bit: 0 is the integer's own least significant one.</param>
/// <param name="IntegerSize">Bytes of the integer: 1, 2, 4 or 8.</param>
/// <param name="IsFirst">True for the field with which the integer begins.</param>
public sealed record BitsLayout(int Shift, int IntegerSize, bool IsFirst);
