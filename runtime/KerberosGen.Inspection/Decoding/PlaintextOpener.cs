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
    public static void Open(DecodedPacket packet, IKeyRing? keys, SeenIvs? ivs)
    {
        List<Group> groups = [];
        Collect(packet.Fields, groups);
        bool again;
        do
        {
            foreach (Group group in groups)
            {
                if (!group.IsOpen)
                    OpenGroup(group, packet, keys);
            }

            again = keys is not null && keys.Learn(packet) && groups.Exists(g => !g.IsOpen);
        }
        while (again);
        keys?.Authenticate(packet, ProvableIn(groups, packet));
        List<Finding> findings = [];
        foreach (Group group in groups)
            AddFindings(group, packet, ivs, findings);
        if (keys is not null)
            findings.AddRange(keys.Verify(packet));
        if (findings.Count > 0)
            packet.DecryptionFindings = findings;
    }

    private static IReadOnlyList<ProvableIv> ProvableIn(List<Group> groups, DecodedPacket packet)
    {
        List<ProvableIv>? found = null;
        foreach (Group group in groups)
        {
            InspectionKey? key = group.Opener ?? (group.Claim == KeyClaim.Proven ? group.Claimant : null);
            if (key is not null && group.Iv.Layout?.SyntheticIv is { } label)
                (found ??= []).Add(new ProvableIv(group.Iv, label, key, group.Fields.TrueForAll(f => f.Decryption?.Status == DecryptionStatus.Opened), ProvableBody.Of(packet, group.Siblings, group.Iv, key)));
        }

        return found ?? (IReadOnlyList<ProvableIv>)[];
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
                groups.Add(group = new Group(iv, encryption.Role, fields));
            group.Fields.Add(field);
        }
    }

    private static void OpenGroup(Group group, DecodedPacket packet, IKeyRing? keys)
    {
        int tried = 0;
        group.Claim = KeyClaim.Other;
        List<DecodedField> whole = group.Fields.FindAll(f => f.IsComplete && f.Length % AesCbc.BlockSize == 0);
        (InspectionKey? Key, int Score, Decryption[] Found) best = (null, 0, []);
        foreach (InspectionKey key in keys?.CandidatesFor(group.Role, packet) ?? [])
        {
            KeyClaim claim = keys!.ClaimOf(key, packet);
            if (claim != KeyClaim.Other)
                tried++;
            if (claim > group.Claim)
                (group.Claim, group.Claimant) = (claim, key);
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
        }

        group.Opener = best.Key;
        group.Untried = best.Key is null && tried > 0 ? keys!.LeftOut(group.Role, packet) : 0;
    }

    private static int MessageOf(Group group)
    {
        int message = 0;
        foreach (DecodedField ciphertext in group.Fields)
            message = SeenIvs.Mix(message, ciphertext.Bytes.Span);
        return message;
    }

    private static void AddFindings(Group group, DecodedPacket packet, SeenIvs? ivs, List<Finding> findings)
    {
        if (ivs is not null && group.Fields.TrueForAll(f => f.IsComplete) && ivs.Note(group.Role, group.Iv.Bytes.Span, MessageOf(group), packet.Number) is { } earlier)
        {
            findings.Add(new Finding(FindingIds.ReusedIv, Severity.Warning, "reused IV", group.Iv.Path, group.Iv.Offset)
            {
                Note = FormattableString.Invariant($"packet #{earlier} has the same IV with another message"),
                Hint = "under one key, messages that begin alike look alike: an IV is random, or made from the whole packet, and comes again only with the same packet",
            });
        }

        if (group.Iv.Authenticity is { Status: AuthenticityStatus.Forged, Note: var cause })
        {
            findings.Add(new Finding(FindingIds.Forged, Severity.Error, "forged", group.Iv.Path, group.Iv.Offset)
            {
                Note = cause,
                Hint = "what came before it is authenticated, and this is not: its receiver must not believe it",
            });
        }

        foreach (DecodedField field in group.Fields)
            AddFindings(field, group, findings);
    }

    private static void AddFindings(DecodedField field, Group group, List<Finding> findings)
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

        if (field.Decryption is not { Status: DecryptionStatus.NotOpened, KeysTried: var tried })
            return;
        findings.Add(group switch
        {
            { Iv.Authenticity.Status: AuthenticityStatus.Authenticated } => new Finding(FindingIds.NotUtf8, Severity.Warning, "text that is not UTF-8", field.Path, field.Offset)
            {
                Note = "it is authenticated: what its maker sealed is no such text",
            },
            { Opener: { } opener } => new Finding(FindingIds.AlteredCiphertext, Severity.Error, "altered ciphertext", field.Path, field.Offset)
            {
                Note = $"the {opener.Name} opens the fields beside it",
                Hint = "its own bytes were altered, not the key",
            },
            { Claim: KeyClaim.Proven, Claimant: { } proven } => new Finding(FindingIds.AlteredCiphertext, Severity.Error, "altered ciphertext", field.Path, field.Offset)
            {
                Note = $"the {proven.Name} opens what belongs with it",
                Hint = "its own bytes or its IV were altered, or it is of another session",
            },
            { Claim: KeyClaim.Meant, Claimant: { } meant } => new Finding(FindingIds.WrongKey, Severity.Error, "wrong key", field.Path, field.Offset)
            {
                Note = $"the {meant.Name} does not open it",
                Hint = "whose key it is has another one by now, or the ciphertext was altered",
            },
            _ => new Finding(FindingIds.NotOpened, Severity.Warning, "not opened", field.Path, field.Offset)
            {
                Note = FormattableString.Invariant($"{tried}{(group.Untried > 0 ? $" of {tried + group.Untried}" : "")} {group.Role} {(tried + group.Untried == 1 ? "key" : "keys")} tried"),
                Hint = group.Untried > 0
                    ? "the key may be one of the others: give fewer, or a file that says whose each one is"
                    : "the key is another one, or the ciphertext was altered",
            },
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
            Key = key,
            PaddingSize = clear.Length - size,
            Plaintext = new DecodedField(field.Path, field.Name, layout.Plaintext, null, 0, layout.Plaintext.Size, clear.AsMemory(0, size)),
        };
    }

    private static bool Vouches(DecodedField field, Decryption found) =>
        found.Status == DecryptionStatus.Opened && field.Layout!.Encryption!.Padding == CipherPadding.Pkcs7;

    private sealed class Group(DecodedField iv, string role, IReadOnlyList<DecodedField> siblings)
    {
        public DecodedField Iv { get; } = iv;

        public string Role { get; } = role;

        /// <summary>The fields that the IV stands among.</summary>
        public IReadOnlyList<DecodedField> Siblings { get; } = siblings;

        public List<DecodedField> Fields { get; } = [];

        /// <summary>The key that opens it.</summary>
        public InspectionKey? Opener { get; set; }

        /// <summary>The most that is known of a key that was tried, and which one that is.</summary>
        public KeyClaim Claim { get; set; }

        public InspectionKey? Claimant { get; set; }

        /// <summary>Keys that were not tried because there are too many.</summary>
        public int Untried { get; set; }

        public bool IsOpen => Opener is not null;
    }
}
