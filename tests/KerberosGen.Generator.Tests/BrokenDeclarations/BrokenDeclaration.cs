using Xunit.Abstractions;

namespace KerberosGen.Generator.Tests.BrokenDeclarations;

/// <summary>A declaration with one mistake.</summary>
/// <param name="Id">The diagnostic it gets.</param>
/// <param name="Message">The message, to the letter.</param>
/// <param name="Marked">The source, with <c>[|</c> and <c>|]</c> around what is underlined.</param>
public sealed record BrokenDeclaration(string Id, string Message, string Marked) : IXunitSerializable
{
    private const string Begin = "[|";
    private const string End = "|]";

    /// <summary>For the test runner, which fills it by <see cref="Deserialize"/>.</summary>
    public BrokenDeclaration()
        : this("", "", "")
    {
    }

    public string Id { get; private set; } = Id;

    public string Message { get; private set; } = Message;

    public string Marked { get; private set; } = Marked;

    public string Source => Marked.Replace(Begin, "").Replace(End, "");

    public int Start => Marked.IndexOf(Begin, StringComparison.Ordinal);

    public int Length => Marked.IndexOf(End, StringComparison.Ordinal) - Start - Begin.Length;

    /// <summary>The line to paste for what was reported instead.</summary>
    public string ToPaste(string id, string message, int start, int length) =>
        $"new(\"{id}\",\n    \"{message}\",\n    \"\"\"\n{Source[..start]}{Begin}{Source.Substring(start, length)}{End}{Source[(start + length)..]}\n\"\"\"),";

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Id), Id);
        info.AddValue(nameof(Message), Message);
        info.AddValue(nameof(Marked), Marked);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Id = info.GetValue<string>(nameof(Id));
        Message = info.GetValue<string>(nameof(Message));
        Marked = info.GetValue<string>(nameof(Marked));
    }

    public override string ToString() => $"{Id}: {Message}";
}
