namespace Terreau.Web.Ui.Layout;

/// <summary>
/// What the page of this request says of itself in the head of its document. The framework's own way, sections,
/// takes twelve components for a title and a description.
/// </summary>
internal sealed class DocumentHead
{
    public event Action? Said;

    /// <summary>The title of the page; null on the home page, and until the page has said it.</summary>
    public string? Title { get; private set; }

    /// <summary>The sentence that search engines show.</summary>
    public string? Description { get; private set; }

    /// <summary>The seconds after which a browser without script asks for the page again; null for a page that does not wait.</summary>
    public int? AgainAfter { get; private set; }

    /// <summary>False for a document that writes its head itself.</summary>
    public bool IsSaid { get; private set; }

    public void Say(string? title, string? description, int? againAfter = null)
    {
        (Title, Description, AgainAfter, IsSaid) = (title, description, againAfter, true);
        Said?.Invoke();
    }
}
