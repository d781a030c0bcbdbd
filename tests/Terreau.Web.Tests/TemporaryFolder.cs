using Microsoft.Data.Sqlite;

namespace Terreau.Web.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("terreau-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        try { Directory.Delete(Path, recursive: true); }
        catch (IOException) { /* another test still reads: the system's own cleaning takes it */ }
    }
}
