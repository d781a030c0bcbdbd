namespace Terreau.Web.Ui.Signs;

/// <summary>What a notice is about; the colour follows.</summary>
public enum NoticeKind
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Something is uncertain.</summary>
    ToConfirm,

    /// <summary>Something broke or is missing.</summary>
    Rupture,

    /// <summary>What was asked is done.</summary>
    Success,
}
