namespace KerberosGen;

/// <summary>
/// Marks a field as AES-256-CBC ciphertext. The field holds the ciphertext; the generator adds seal and open methods
/// that take the key. A key is never part of a declaration, only its role is.
/// </summary>
/// <typeparam name="TRole">The protocol's own enum of key roles.</typeparam>
/// <param name="role">Whose key it is.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class EncryptedAttribute<TRole>(TRole role) : Attribute
    where TRole : struct, Enum
{
    /// <summary>Whose key it is.</summary>
    public TRole Role { get; } = role;

    /// <summary>The field of 16 bytes, in the same packet, that holds the initialisation vector, by <c>nameof</c>.</summary>
    public string Iv { get; set; } = "";

    /// <summary>
    /// What the plaintext is: a domain type of fixed size, or <see cref="string"/> for UTF-8 text. Without it, bytes.
    /// </summary>
    public Type? Plaintext { get; set; }

    /// <summary>How the plaintext is brought to whole blocks of 16 bytes.</summary>
    public Crypto.CipherPadding Padding { get; set; }
}
