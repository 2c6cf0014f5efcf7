namespace KerberosGen.Codec;

/// <summary>A value that takes the same number of bytes on the wire whatever it holds. Implemented by the generator.</summary>
/// <typeparam name="TSelf">The value's own type.</typeparam>
public interface IFixedSize<TSelf>
    where TSelf : struct, IFixedSize<TSelf>
{
    /// <summary>Bytes on the wire.</summary>
    static abstract int Size { get; }

    /// <summary>
    /// True if the value's bytes in memory are its bytes on the wire, on this machine: one copy then reads or writes it, or
    /// many of them. Asked through <see cref="Wire.IsImage{T}"/>.
    /// </summary>
    static virtual bool IsWireImage => false;

    /// <summary>Reads <see cref="Size"/> bytes that the caller has checked to be there.</summary>
    static abstract void ReadUnchecked(ref readonly byte source, out TSelf value);

    /// <summary>
    /// Checks <see cref="Size"/> bytes that the caller has checked to be there, before they are read: constants, closed enums,
    /// ranges, padding. Any answer but an invalid one means that they can be read.
    /// </summary>
    static virtual UnpackResult Check(ref readonly byte source) => UnpackResult.Done(0);

    /// <summary>Writes <see cref="Size"/> bytes to where the caller has checked that they fit.</summary>
    void WriteUnchecked(ref byte destination);
}
