using System.Text;

namespace KerberosGen.Room;

/// <summary>How lines look.</summary>
internal interface IScreenFormat
{
    /// <summary>Appends a line as it is shown, its line feed included; nothing if it is not shown at all.</summary>
    void Append(StringBuilder shown, in ScreenLine line);
}
