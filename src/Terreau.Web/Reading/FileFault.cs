namespace Terreau.Web.Reading;

/// <summary>One thing wrong in one entry of one file, said so that its author can find and mend it.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Entry">Slug, code or line of the entry; "fichier" when the file as a whole is wrong.</param>
/// <param name="Sentence">What is wrong, in French.</param>
internal sealed record FileFault(string File, string Entry, string Sentence)
{
    public override string ToString() => $"{File}, {Entry} : {Sentence}";
}
