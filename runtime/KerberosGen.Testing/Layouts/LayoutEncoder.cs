using System.Diagnostics.CodeAnalysis;

namespace KerberosGen.Testing;

/// <summary>
/// Writes a model by its layout table alone: a second implementation of every word of the declaring language, with nothing of the
/// generated code in it but the checksum functions, which the table carries.
/// </summary>
public static class LayoutEncoder
{
    /// <summary>The bytes of a model.</summary>
    /// <exception cref="ArgumentException">It cannot be written: a value does not fit, or a field that must be there is missing.</exception>
    public static byte[] Encode(PacketModel model) => TryEncode(model, out EncodedPacket? encoded, out string problem)
        ? [.. encoded.Bytes]
        : throw new ArgumentException(problem, nameof(model));

    /// <summary>The bytes of a model, and where each field stands.</summary>
    /// <param name="model">The model.</param>
    /// <param name="encoded">The bytes, or null.</param>
    /// <param name="problem">Why it cannot be written, or nothing.</param>
    public static bool TryEncode(PacketModel model, [NotNullWhen(true)] out EncodedPacket? encoded, out string problem)
    {
        var bytes = new List<byte>();
        var fields = new List<EncodedField>();
        problem = new Layouts.PacketWriter(model).Write(bytes, fields, "") ?? "";
        encoded = problem.Length == 0 ? new EncodedPacket([.. bytes], [.. fields]) : null;
        return encoded is not null;
    }
}
