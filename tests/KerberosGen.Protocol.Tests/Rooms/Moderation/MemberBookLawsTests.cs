using FsCheck.Xunit;
using KerberosGen.Packets;

namespace KerberosGen.Protocol.Tests.Rooms.Moderation;

/// <summary>Random sequences of claims, bans, mutes, time and restarts, against a model of two dictionaries.</summary>
public sealed class MemberBookLawsTests
{
    private const int MaxNames = 3;

    private static readonly PrincipalId[] s_clients = [.. Enumerable.Range(0, 4).Select(static _ => RoomUnderTest.NewId())];

    // The second pair differs in a byte that looks alike; the last looks like a client's id.
    private static readonly PrincipalName[] s_names =
        [new("bob"), new("bob "), new("Bob"), new("b\u043eb"), new("bo\u0308b"), new("b\u00f6b"), new(s_clients[0].ToString())];

    [Property(MaxTest = 500)]
    public void Any_sequence_of_claims_bans_mutes_and_restarts_agrees_with_the_model(uint[] operations)
    {
        var site = new Site();
        foreach (uint operation in operations)
            site.Do(operation);
        site.Restart();
        site.AssertAgrees();
    }

    private sealed class Site
    {
        private readonly RoomOptions _options = new() { MaxNamesPerClient = MaxNames };
        private readonly InMemoryRoomStore _store = new();
        private readonly RoomChanges _changes = new();
        private readonly Dictionary<PrincipalName, PrincipalId> _owners = [];
        private readonly Dictionary<(PrincipalId, SanctionKind), DateTimeOffset?> _sanctions = [];
        private DateTimeOffset _now = KdcUnderTest.Start;
        private MemberBook _book;

        public Site() => _book = new MemberBook(_options, _store.Read(), _changes);

        public void Do(uint operation)
        {
            uint choice = operation / 8;
            PrincipalId client = s_clients[choice % s_clients.Length];
            uint rest = choice / (uint)s_clients.Length;
            SanctionKind kind = rest % 2 == 0 ? SanctionKind.Ban : SanctionKind.Mute;
            switch (operation % 8)
            {
                case 0 or 1:
                    Claim(s_names[rest % s_names.Length], client);
                    break;
                case 2 or 3:
                    DateTimeOffset? until = rest % 3 == 0 ? null : _now.AddMinutes(rest % 60);
                    _book.Impose(new Sanction(client, kind, until, "console"));
                    _sanctions[(client, kind)] = until;
                    break;
                case 4:
                    bool isUnder = IsUnder(client, kind);
                    Assert.Equal(isUnder, _book.Lift(client, kind, _now));
                    _sanctions.Remove((client, kind));
                    break;
                case 5:
                    _now = _now.AddMinutes(rest % 45);
                    break;
                case 6:
                    _book.Tidy(_now);
                    Commit();
                    Assert.Equal(s_clients.Sum(c => CountOf(c)), _book.Sanctions.Count);
                    Assert.Equal(_book.Sanctions.ToHashSet(), _store.Kept.Sanctions.ToHashSet());
                    break;
                default:
                    Restart();
                    break;
            }

            AssertAgrees();
        }

        public void Restart()
        {
            Commit();
            _book = new MemberBook(_options, _store.Read(), _changes);
        }

        public void AssertAgrees()
        {
            foreach (PrincipalName name in s_names)
            {
                Assert.Equal(_owners.TryGetValue(name, out PrincipalId owner), _book.TryFindOwner(in name, out PrincipalId found));
                Assert.Equal(owner, found);
            }

            foreach (PrincipalId client in s_clients)
            {
                foreach (SanctionKind kind in Enum.GetValues<SanctionKind>())
                    Assert.Equal(IsUnder(client, kind), _book.Has(kind, client, _now));
            }

            Assert.Equal(_owners.Values.ToHashSet(), _book.NamesOf(s_clients.ToHashSet()).Keys.ToHashSet());
        }

        private void Claim(PrincipalName name, PrincipalId client)
        {
            bool isFree = !_owners.TryGetValue(name, out PrincipalId owner);
            bool isGranted = isFree ? _owners.Values.Count(o => o == client) < MaxNames : owner == client;
            Assert.Equal(isGranted, _book.TryClaim(in name, client, out string? refusal));
            Assert.Equal(isGranted ? null : isFree ? Refusals.TooManyNames(MaxNames) : Refusals.NameTaken(name, owner), refusal);
            if (isGranted)
                _owners[name] = client;
        }

        private void Commit()
        {
            _changes.Now = _now;
            _store.Commit(_changes);
            _changes.Clear();
        }

        private bool IsUnder(PrincipalId client, SanctionKind kind) =>
            _sanctions.TryGetValue((client, kind), out DateTimeOffset? until) && (until is not { } end || _now < end);

        private int CountOf(PrincipalId client) => Enum.GetValues<SanctionKind>().Count(kind => IsUnder(client, kind));
    }
}
