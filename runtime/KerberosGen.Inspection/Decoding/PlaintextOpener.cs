using System.Text.Unicode;
using KerberosGen.Crypto;
using KerberosGen.Layout;

namespace KerberosGen.Inspection.Decoding;

/// <summary>
/// Tries keys on a packet's ciphertexts. Fields of one structure that share a role and an IV are sealed with one key, so
/// they are opened together: the padding of one vouches for another that has none.
/// </summary>
internal static class PlaintextOpener
{
    public static void Open(DecodedPacket packet, IKeyRing? keys)
    {
        List<Group> groups = [];
        Collect(packet.Fields, groups);
        if (groups.Count == 0)
        {
            keys?.Learn(packet);
            return;
        }

        List<Finding> findings = [];
        bool again;
        do
        {
            findings.Clear();
            foreach (Group group in groups)
            {
                if (!group.IsOpen)
                    OpenGroup(group, packet, keys, findings);
            }

            again = keys is not null && keys.Learn(packet) && groups.Exists(g => !g.IsOpen);
        }
        while (again);
        packet.DecryptionFindings = findings;
    }

    private static void Collect(IReadOnlyList<DecodedField> fields, List<Group> groups)
    {
        foreach (DecodedField field in fields)
        {
            Collect(field.Children, groups);
            if (field.Layout?.Encryption is not { } encryption)
                continue;
            DecodedField? iv = DecodedPacket.Find(fields, encryption.Iv);
            if (iv is not { IsComplete: true, Length: AesCbc.BlockSize })
                continue;
            Group? group = groups.Find(g => ReferenceEquals(g.Iv, iv) && g.Role == encryption.Role);
            if (group is null)
                groups.Add(group = new Group(iv, encryption.Role));
            group.Fields.Add(field);
        }
    }

    private static void OpenGroup(Group group, DecodedPacket packet, IKeyRing? keys, List<Finding> findings)
    {
        int tried = 0;
        List<DecodedField> whole = group.Fields.FindAll(f => f.IsComplete && f.Length % AesCbc.BlockSize == 0);
        (InspectionKey? Key, int Score, Decryption[] Found) best = (null, 0, []);
        foreach (InspectionKey key in keys?.CandidatesFor(group.Role, packet) ?? [])
        {
            tried++;
            Decryption[] found = [.. whole.Select(field => TryOpen(field, group.Iv, key))];
            int score = Enumerable.Range(0, found.Length).Count(i => Vouches(whole[i], found[i]));
            if (score > best.Score)
                best = (key, score, found);
            if (score > 0 && found.All(f => f.Status == DecryptionStatus.Opened))
                break;
        }

        foreach (DecodedField field in group.Fields)
        {
            int index = whole.IndexOf(field);
            EncryptionLayout layout = field.Layout!.Encryption!;
            field.Decryption = best.Key is not null && index >= 0
                ? best.Found[index] with { KeysTried = tried }
                : new Decryption(tried == 0 ? DecryptionStatus.NoKey : DecryptionStatus.NotOpened, group.Role) { Layout = layout, KeysTried = tried };
            AddFindings(field, tried, best.Key, findings);
        }

        group.IsOpen = best.Key is not null;
    }

    private static void AddFindings(DecodedField field, int tried, InspectionKey? opener, List<Finding> findings)
    {
        if (!field.IsComplete)
            return;
        if (field.Content.Length % AesCbc.BlockSize != 0)
        {
            findings.Add(new Finding(FindingIds.NotWholeBlocks, Severity.Error, "no ciphertext", field.Path, field.Offset)
            {
                Found = field.Content.Length,
                Hint = $"AES-CBC makes whole blocks of {AesCbc.BlockSize} bytes",
            });
            return;
        }

        if (tried == 0 || field.Decryption!.Status == DecryptionStatus.Opened)
            return;
        findings.Add(new Finding(FindingIds.NotOpened, opener is null ? Severity.Warning : Severity.Error, "not opened", field.Path, field.Offset)
        {
            Note = opener is null ? $"{tried} {field.Decryption.Role} keys tried" : $"{opener.Name} opens the fields beside it",
            Hint = opener is null ? "the key is another one, or the ciphertext was altered" : "the ciphertext was altered",
        });
    }

    private static Decryption TryOpen(DecodedField field, DecodedField iv, InspectionKey key)
    {
        EncryptionLayout layout = field.Layout!.Encryption!;
        byte[] clear = new byte[field.Content.Length];
        bool opened = key.Cipher.TryDecrypt(iv.Bytes.Span, field.Content.Span, clear, layout.Padding, out int size)
            && (layout.Plaintext.Size is not { } fixedSize || fixedSize == size)
            && (layout.Plaintext.Kind != FieldKind.Text || Utf8.IsValid(clear.AsSpan(0, size)));
        if (!opened)
            return new Decryption(DecryptionStatus.NotOpened, layout.Role) { Layout = layout };
        return new Decryption(DecryptionStatus.Opened, layout.Role)
        {
            Layout = layout,
            KeyName = key.Name,
            PaddingSize = clear.Length - size,
            Plaintext = new DecodedField(field.Path, field.Name, layout.Plaintext, null, 0, layout.Plaintext.Size, clear.AsMemory(0, size)),
        };
    }

    private static bool Vouches(DecodedField field, Decryption found) =>
        found.Status == DecryptionStatus.Opened && field.Layout!.Encryption!.Padding == CipherPadding.Pkcs7;

    private sealed class Group(DecodedField iv, string role)
    {
        public DecodedField Iv { get; } = iv;

        public string Role { get; } = role;

        public List<DecodedField> Fields { get; } = [];

        public bool IsOpen { get; set; }
    }
}
