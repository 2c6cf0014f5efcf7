using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerberosGen.Benchmarks.HandWritten;

internal struct HandOriginalSymmetricKeyRequest : IHandWritten<HandOriginalSymmetricKeyRequest>
{
    public const int Size = 289;

    public HandAuthenticator Authenticator;
    public HandOriginalTicket Ticket;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(in HandOriginalSymmetricKeyRequest packet, Span<byte> destination, out int written)
    {
        if (destination.Length < Size)
        {
            written = 0;
            return false;
        }

        Write(in packet, ref MemoryMarshal.GetReference(destination));
        written = Size;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryUnpack(ReadOnlySpan<byte> source, out HandOriginalSymmetricKeyRequest packet)
    {
        if (source.Length < Size)
        {
            packet = default;
            return false;
        }

        Read(ref MemoryMarshal.GetReference(source), out packet);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(in HandOriginalSymmetricKeyRequest packet, ref byte destination)
    {
        HandAuthenticator.Write(in packet.Authenticator, ref destination);
        HandOriginalTicket.Write(in packet.Ticket, ref Unsafe.Add(ref destination, 128));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref byte source, out HandOriginalSymmetricKeyRequest packet)
    {
        Unsafe.SkipInit(out packet);
        HandAuthenticator.Read(ref source, out packet.Authenticator);
        HandOriginalTicket.Read(ref Unsafe.Add(ref source, 128), out packet.Ticket);
    }
}
