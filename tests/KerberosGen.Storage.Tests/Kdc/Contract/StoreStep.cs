using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;

namespace KerberosGen.Storage.Tests;

/// <summary>One thing that happens to a store, and to a list that says what the store must then hold.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Id">To which of a few ids.</param>
/// <param name="Name">With which of a few names.</param>
/// <param name="Value">With which of a few keys and times.</param>
public sealed record StoreStep(StoreStepKind Kind, byte Id, byte Name, byte Value)
{
    private KeyMaterial Key => new([.. Enumerable.Repeat(Value, AesKey.Size)]);

    private DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddYears(40).AddSeconds(Value);

    private PrincipalId PrincipalId => new([.. Enumerable.Repeat((byte)(1 + Id), PrincipalId.Size)]);

    public static Arbitrary<StoreStep> Any() =>
        (from kind in Gen.Elements(Enum.GetValues<StoreStepKind>())
         from id in Gen.Choose(0, 5)
         from name in Gen.Choose(0, 4)
         from value in Gen.Choose(1, 3)
         select new StoreStep(kind, (byte)id, (byte)name, (byte)value)).ToArbitrary();

    /// <summary>Does it to both, and compares what is answered.</summary>
    public async Task TakeAsync(IPrincipalDatabase store, List<ClientPrincipal> model, Func<Task> reopen)
    {
        int at = model.FindIndex(client => client.Id == PrincipalId);
        switch (Kind)
        {
            case StoreStepKind.Add:
                await AddAsync(store, model, isIdFree: at < 0);
                break;
            case StoreStepKind.Rekey:
                await ChangeAsync(store, model, at, client => client with { Key = Key });
                break;
            case StoreStepKind.Disable:
                await ChangeAsync(store, model, at, client => client with { IsDisabled = Value > 1 });
                break;
            case StoreStepKind.Touch:
                await ChangeAsync(store, model, at, client => client with { LastSeen = Time });
                break;
            case StoreStepKind.See:
                // The clock goes forwards: of two times the later one is kept, where several KDCs write them.
                DateTimeOffset now = at < 0 ? Time : model[at].LastSeen.AddSeconds(Value);
                store.NoteSeen(PrincipalId, now);
                if (at >= 0)
                    model[at] = model[at] with { LastSeen = now };
                break;
            case StoreStepKind.Remove:
                Assert.Equal(at >= 0, await store.RemoveClientAsync(PrincipalId, default));
                if (at >= 0)
                    model.RemoveAt(at);
                break;
            case StoreStepKind.Flush:
                await store.FlushAsync(default);
                break;
            default:
                await reopen();
                break;
        }
    }

    private async Task AddAsync(IPrincipalDatabase store, List<ClientPrincipal> model, bool isIdFree)
    {
        var client = new ClientPrincipal(PrincipalId, new PrincipalName($"client {Name}"), Key, Time, IsDisabled: Value == 3);
        bool isFree = isIdFree && !model.Exists(other => other.Name == client.Name);
        Assert.Equal(isFree, await store.TryAddAsync(client, default));
        if (isFree)
            model.Add(client);
    }

    private async Task ChangeAsync(IPrincipalDatabase store, List<ClientPrincipal> model, int at, Func<ClientPrincipal, ClientPrincipal> change)
    {
        ClientPrincipal? expected = at < 0 ? null : change(model[at]);
        Assert.Equal(expected, await store.UpdateClientAsync(PrincipalId, change, default));
        if (expected is not null)
            model[at] = expected;
    }
}
