namespace KerberosGen.Packets.Tests.Table;

/// <summary>Items that compare by value, so that a record which owns a packet's variable part does.</summary>
public sealed class OwnedArray<T>(T[] items) : IEquatable<OwnedArray<T>>
    where T : IEquatable<T>
{
    public T[] Items { get; } = items;

    public bool Equals(OwnedArray<T>? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items);

    public override bool Equals(object? obj) => Equals(obj as OwnedArray<T>);

    public override int GetHashCode() => Items.Length;

    public override string ToString() =>
        Items is byte[] bytes ? $"{bytes.Length}:{Convert.ToHexStringLower(bytes)}" : $"[{string.Join(", ", Items)}]";
}
