using KerberosGen.Crypto;

namespace KerberosGen.Inspection.Quick.Checks;

/// <summary>A ciphertext of variable size is whole blocks.</summary>
internal sealed class BlocksCheck(Stretch stretch) : Check
{
    public override bool Passes(in QuickPacket packet) => (stretch.End.In(packet) - stretch.Start.In(packet)) % AesCbc.BlockSize == 0;
}
