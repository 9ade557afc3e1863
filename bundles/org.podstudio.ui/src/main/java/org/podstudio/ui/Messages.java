package org.podstudio.ui;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.osgi.util.NLS;

/** The words of the workbench, in the language of the user: {@code messages.properties}. */
@NonNullByDefault({}) // filled in by NLS, which the compiler cannot see
public final class Messages extends NLS {

    public static String Background_File;
    public static String Background_FileAdvice;
    public static String Background_Unforeseen;
    public static String Background_UnforeseenAdvice;
    public static String Cards_Empty;
    public static String Cards_EmptyHint;
    public static String Cards_Takes;
    public static String Cards_Title;
    public static String Form_Back;
    public static String Form_FileMade;
    public static String Form_FileWill;
    public static String Form_NothingFits;
    public static String Form_Planning;
    public static String Form_Run;
    public static String Form_RunOn;
    public static String Form_RunOnOne;
    public static String Form_Selected;
    public static String Form_SelectedNone;
    public static String Form_SelectedOne;
    public static String Form_Will;
    public static String Form_WillNot;
    public static String Form_WillOne;
    public static String Hardware_Gigabytes;
    public static String Hardware_Green;
    public static String Hardware_Red;
    public static String Hardware_Tip;
    public static String Hardware_Yellow;
    public static String Head_Import;
    public static String Head_New;
    public static String Head_NoProject;
    public static String Head_Open;
    public static String Import_Done;
    public static String Import_Failed;
    public static String Import_Skipped;
    public static String Job_Cancel;
    public static String Job_Canceled;
    public static String Job_Failed;
    public static String Job_Minutes;
    public static String Job_OpenLog;
    public static String Job_Percent;
    public static String Job_Queued;
    public static String Job_Retry;
    public static String Job_Seconds;
    public static String Job_WaitsToRetry;
    public static String Jobs_Active;
    public static String Jobs_All;
    public static String Jobs_Empty;
    public static String Jobs_EmptyHint;
    public static String Jobs_Failed;
    public static String Jobs_Title;
    public static String Kind_Audio;
    public static String Kind_Image;
    public static String Kind_Video;
    public static String Library_All;
    public static String Library_Audio;
    public static String Library_Count;
    public static String Library_CountOne;
    public static String Library_Empty;
    public static String Library_EmptyHint;
    public static String Library_Filter;
    public static String Library_Image;
    public static String Library_NoProject;
    public static String Library_NoProjectHint;
    public static String Library_NothingFound;
    public static String Library_NothingFoundHint;
    public static String Library_Selected;
    public static String Library_Title;
    public static String Library_Video;
    public static String Log_None;
    public static String Log_Title;
    public static String Open_CreateMessage;
    public static String Open_ImportFiles;
    public static String Open_ImportFolder;
    public static String Open_OpenMessage;
    public static String Quit_Quit;
    public static String Quit_Stay;
    public static String Quit_Text;
    public static String Quit_TextOne;
    public static String Quit_Title;
    public static String Size_Gigabytes;
    public static String Size_Kilobytes;
    public static String Size_Megabytes;
    public static String Studio_CannotCancel;
    public static String Studio_CannotCreate;
    public static String Studio_CannotImport;
    public static String Studio_CannotOpen;
    public static String Studio_CannotRun;
    public static String Studio_CannotSearch;
    public static String Studio_ImportJob;
    public static String Studio_ImportReport;
    public static String Studio_Importing;
    public static String Studio_ImportingFile;
    public static String Studio_NoProject;
    public static String Studio_NoProjectHint;
    public static String Studio_Opening;
    public static String Studio_OpeningFolder;
    public static String Studio_Planning;
    public static String Studio_Searching;
    public static String Studio_ShowReport;
    public static String Studio_Submitting;
    public static String Studio_ViewLog;
    public static String Tidings_AndMore;
    public static String Tidings_Done;
    public static String Tidings_ImportCounts;
    public static String Tidings_Imported;
    public static String Tidings_JobFailed;
    public static String Tidings_JobsFailed;
    public static String Tidings_OneDone;
    public static String Tidings_PartlyImported;
    public static String Toast_Close;
    public static String Window_Title;

    static {
        initializeMessages("org.podstudio.ui.messages", Messages.class);
    }

    private Messages() {
    }
}
