namespace Terreau.Web.Exports;

/// <summary>A file that vanishes when closed, for formats that cannot be written forward only, or whose end must be known first.</summary>
internal static class PassingFile
{
    /// <summary>Fills a new one.</summary>
    /// <returns>The file, at its beginning.</returns>
    public static async Task<FileStream> OfAsync(Func<FileStream, Task> write)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await write(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
